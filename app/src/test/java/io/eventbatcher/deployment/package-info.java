/** Compares what deploys the service with the service. */
@NullMarked
package io.eventbatcher.deployment;

import org.jspecify.annotations.NullMarked;
