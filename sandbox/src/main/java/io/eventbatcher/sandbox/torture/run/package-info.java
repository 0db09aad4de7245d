/**
 * The system under test: the processes of the service, their configuration, and the rig that brings down what they depend on. Touches the
 * embedded stack.
 */
@NullMarked
package io.eventbatcher.sandbox.torture.run;

import org.jspecify.annotations.NullMarked;
