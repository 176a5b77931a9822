"""The ground that reading and extraction share: lexicon, spans, sentences, dates, numbers."""
