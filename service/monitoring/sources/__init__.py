"""Where the registers of indicators (реестры показателей) lie: the SQL source of each, over real tables."""
