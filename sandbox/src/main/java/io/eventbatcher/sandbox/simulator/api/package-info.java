/** HubSpot's API in types: the endpoints, the account, a request as received, and an answer. Touches no room. */
@NullMarked
package io.eventbatcher.sandbox.simulator.api;

import org.jspecify.annotations.NullMarked;
