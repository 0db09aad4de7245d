package io.eventbatcher.audit;

/**
 * A place where counts do not add up.
 *
 * @param where the account or topic, or the two neighbouring stages
 * @param events the number of events that are missing or too many
 * @param sentence the finding, with the remedy if one is known
 */
public record Discrepancy(String where, long events, String sentence) {}
