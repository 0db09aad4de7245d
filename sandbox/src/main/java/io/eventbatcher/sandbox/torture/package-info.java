/**
 * The fault kit: runs the real service as processes of its own, does to the service what production does to software, and checks the promises.
 * {@link io.eventbatcher.sandbox.torture.Torture} is the flow, and touches all rooms below.
 */
@NullMarked
package io.eventbatcher.sandbox.torture;

import org.jspecify.annotations.NullMarked;
