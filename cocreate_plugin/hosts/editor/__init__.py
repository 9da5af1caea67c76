"""The language server: problems, edits and words to choose from while somebody writes in an editor."""
