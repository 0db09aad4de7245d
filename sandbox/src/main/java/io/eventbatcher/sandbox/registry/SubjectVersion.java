package io.eventbatcher.sandbox.registry;

/** A schema in its place under a subject; versions count from 1. */
record SubjectVersion(String subject, int version, RegisteredSchema registered) {}
