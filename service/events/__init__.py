"""Events (мероприятия) and who took part, support of young teachers first."""
