"""From reports in single articles to events, posts and copies across articles."""
