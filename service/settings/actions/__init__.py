"""Use cases of rules: drafts, their changes, previews and adoption."""
