@NullMarked
package io.eventbatcher.ingest;

import org.jspecify.annotations.NullMarked;
