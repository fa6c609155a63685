"""What a reading looks like: records, terminal page, HTML page, Markdown."""
