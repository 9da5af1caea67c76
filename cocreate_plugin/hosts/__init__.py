"""The only code that knows who is calling: MkDocs, the command line, a plain folder."""
