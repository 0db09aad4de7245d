/**
 * The system under test: the processes of the service, their configuration, and the rig that brings down broker, registry and API. Touches
 * the embedded stack.
 */
@NullMarked
package io.eventbatcher.sandbox.torture.run;

import org.jspecify.annotations.NullMarked;
