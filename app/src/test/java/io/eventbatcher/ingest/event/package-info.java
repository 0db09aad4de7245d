@NullMarked
package io.eventbatcher.ingest.event;

import org.jspecify.annotations.NullMarked;
