package io.eventbatcher.audit;

/**
 * A place where the books do not add up.
 *
 * @param where the account or topic, or the two stages between which it is
 * @param events how many events it is about
 * @param sentence what is known, with the remedy where there is one
 */
public record Discrepancy(String where, long events, String sentence) {}
