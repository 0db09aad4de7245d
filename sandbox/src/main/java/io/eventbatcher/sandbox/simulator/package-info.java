/**
 * A stand-in for HubSpot: the five endpoints the service sends to, with the rules that HubSpot documents or was seen to follow, a journal
 * of everything that was accepted, and faults on demand.
 *
 * <p>A request goes through these classes in this order: {@link io.eventbatcher.sandbox.simulator.HubSpotServer} (HTTP),
 * {@link io.eventbatcher.sandbox.simulator.Faults}, {@link io.eventbatcher.sandbox.simulator.Gate} (credentials, limits, content type),
 * {@link io.eventbatcher.sandbox.simulator.RequestReader} (the field rules),
 * {@link io.eventbatcher.sandbox.simulator.UuidWindow} or {@link io.eventbatcher.sandbox.simulator.MarketingEvents} (what it does),
 * {@link io.eventbatcher.sandbox.simulator.Journal} (what is remembered).
 *
 * <p>It proves its point only if it is stricter than the service, so it shares no code with it.
 */
@NullMarked
package io.eventbatcher.sandbox.simulator;

import org.jspecify.annotations.NullMarked;
