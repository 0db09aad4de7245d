/**
 * Connections of clients: when to give up one of HTTP, and why TLS failed. Touches OkHttp only, and knows neither HubSpot nor the registry.
 */
@NullMarked
package io.eventbatcher.http;

import org.jspecify.annotations.NullMarked;
