package io.eventbatcher.config;

/**
 * The limits that HubSpot documents, and how much of them is ours.
 *
 * @param eventsPerSecond requests a second on the behavioral path; default 1,250
 * @param accountPerTenSeconds requests per rolling ten seconds on the marketing paths: 100 (Free, Starter), 190 (Professional,
 *     Enterprise), 250 with the add-on, 110 for public OAuth apps; default 190
 * @param reservePercent the part left to other apps of the account, 0 to 90; default 10
 */
public record RateSettings(int eventsPerSecond, int accountPerTenSeconds, int reservePercent) {}
