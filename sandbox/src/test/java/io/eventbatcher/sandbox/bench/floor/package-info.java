@NullMarked
package io.eventbatcher.sandbox.bench.floor;

import org.jspecify.annotations.NullMarked;
