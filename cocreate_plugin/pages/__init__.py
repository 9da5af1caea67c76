"""The site: pages as Markdown, made of facts and templates."""
