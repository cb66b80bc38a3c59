"""Reading staff lists (импорт сотрудников): a file comes in, drafts and their matches come out; pure."""
