// One relationship for each id
// Answers: makes the id of a relationship type unique, so that loading twice gives one relationship
// Template: __TYPE__: a tie type or a link of the schema
CREATE CONSTRAINT subties___TYPE___id IF NOT EXISTS
FOR ()-[r:`__TYPE__`]-() REQUIRE r.id IS UNIQUE
