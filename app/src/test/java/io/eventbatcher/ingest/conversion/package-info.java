@NullMarked
package io.eventbatcher.ingest.conversion;

import org.jspecify.annotations.NullMarked;
