"""Paper: what is on each sheet, where it stands, and the sheet as HTML."""
