package io.eventbatcher.hubspot.http;

/**
 * The result of a probe.
 *
 * @param good true if HubSpot would judge single events of the route
 * @param detail the finding; with the remedy, if not good
 */
public record ProbeResult(boolean good, String detail) {}
