@NullMarked
package io.eventbatcher.sandbox.bench.figure;

import org.jspecify.annotations.NullMarked;
