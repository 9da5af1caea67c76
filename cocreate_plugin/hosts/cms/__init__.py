"""A form in the browser for people without Git: settings for Sveltia CMS and Decap CMS."""
