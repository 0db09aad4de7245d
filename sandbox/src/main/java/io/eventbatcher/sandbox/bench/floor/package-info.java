/**
 * The floor: a plain program between the same topic and the same API, without the service's promises. Touches the service's HTTP client and
 * its configuration, and nothing else of the service.
 */
@NullMarked
package io.eventbatcher.sandbox.bench.floor;

import org.jspecify.annotations.NullMarked;
