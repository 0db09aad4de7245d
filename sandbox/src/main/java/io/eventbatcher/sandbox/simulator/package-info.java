/**
 * A stand-in for HubSpot over HTTP: five endpoints, the rules that HubSpot documents or was seen to follow, and faults on demand. A request
 * passes {@link io.eventbatcher.sandbox.simulator.HubSpotServer} and {@link io.eventbatcher.sandbox.simulator.HubSpot}, then the rooms in
 * turn: faults, access, rules, journal.
 *
 * <p>The simulator shares no code with the service, because only an independent reading of HubSpot's rules proves the service right.
 */
@NullMarked
package io.eventbatcher.sandbox.simulator;

import org.jspecify.annotations.NullMarked;
