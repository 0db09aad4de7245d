package io.eventbatcher.sandbox.registry;

/** A version of a subject; versions count from 1. */
record SubjectVersion(String subject, int version, RegisteredSchema registered) {}
