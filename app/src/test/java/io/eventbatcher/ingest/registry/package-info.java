@NullMarked
package io.eventbatcher.ingest.registry;

import org.jspecify.annotations.NullMarked;
