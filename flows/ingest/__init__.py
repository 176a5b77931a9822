"""From files in an inbox to articles and classified paragraphs."""
