@NullMarked
package io.eventbatcher.health;

import org.jspecify.annotations.NullMarked;
