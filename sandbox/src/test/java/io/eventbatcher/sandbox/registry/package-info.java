@NullMarked
package io.eventbatcher.sandbox.registry;

import org.jspecify.annotations.NullMarked;
