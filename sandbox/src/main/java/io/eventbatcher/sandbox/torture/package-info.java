/**
 * The fault kit: runs the real service as processes of their own, does to it what production does to software, and checks the promises.
 *
 * <p>{@link io.eventbatcher.sandbox.torture.Schedule} decides from a seed what goes wrong when; {@link
 * io.eventbatcher.sandbox.torture.Fleet} has the processes, {@link io.eventbatcher.sandbox.torture.RequestFaults} the faults of single requests,
 * {@link io.eventbatcher.sandbox.torture.DeliveryRecorder} sees what HubSpot did. All that is known in the end is {@link
 * io.eventbatcher.sandbox.torture.Evidence}, which {@link io.eventbatcher.sandbox.torture.InvariantChecker} judges without asking the service.
 */
@NullMarked
package io.eventbatcher.sandbox.torture;

import org.jspecify.annotations.NullMarked;
