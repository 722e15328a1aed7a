/**
 * The local platform: a real Kafka, PostgreSQL and Keycloak and the services, started, watched and
 * stopped by one command without containers. Tests use the same broker and database through {@code
 * libs/testkit}. Nothing here runs in production.
 */
@NullMarked
package org.fengqiao.local;

import org.jspecify.annotations.NullMarked;
