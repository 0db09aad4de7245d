/**
 * Access to the endpoints: tokens and their scopes, OAuth, rate limits, the content type. Touches the types of the API alone.
 */
@NullMarked
package io.eventbatcher.sandbox.simulator.access;

import org.jspecify.annotations.NullMarked;
