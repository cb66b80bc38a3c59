"""Use cases of bodies and meetings: drafts in, changes out."""
