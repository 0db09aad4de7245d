@NullMarked
package io.eventbatcher.sandbox.bench.scenario;

import org.jspecify.annotations.NullMarked;
