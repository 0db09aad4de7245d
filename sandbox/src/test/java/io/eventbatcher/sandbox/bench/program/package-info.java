@NullMarked
package io.eventbatcher.sandbox.bench.program;

import org.jspecify.annotations.NullMarked;
