"""Views and templates → pages and sheets, as text in memory."""
