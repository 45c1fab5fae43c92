// One node for each id
// Answers: makes the id of a label unique, so that loading twice gives one node
// Template: __LABEL__: Entity, Document, Statement or SubtiesState
CREATE CONSTRAINT subties___LABEL___id IF NOT EXISTS
FOR (n:`__LABEL__`) REQUIRE n.id IS UNIQUE
