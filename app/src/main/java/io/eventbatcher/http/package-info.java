/**
 * Connections of HTTP clients: when to give one up. Touches OkHttp only, and knows neither HubSpot nor the registry.
 */
@NullMarked
package io.eventbatcher.http;

import org.jspecify.annotations.NullMarked;
