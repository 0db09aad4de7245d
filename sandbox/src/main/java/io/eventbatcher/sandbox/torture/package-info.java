/**
 * The fault kit: runs the real service in separate processes, befalls the service with the faults of production, and checks the promises.
 * {@link io.eventbatcher.sandbox.torture.Torture} is the flow, and touches all rooms below.
 */
@NullMarked
package io.eventbatcher.sandbox.torture;

import org.jspecify.annotations.NullMarked;
