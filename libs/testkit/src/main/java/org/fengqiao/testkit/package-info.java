/**
 * For tests only: a real Kafka with users and rights and a real PostgreSQL, started once per JVM
 * ({@link org.fengqiao.testkit.TestInfra}), their hook into Quarkus tests ({@link
 * org.fengqiao.testkit.KafkaAndPostgres}), and the rules of the house ({@link
 * org.fengqiao.testkit.HouseRules}).
 */
@NullMarked
package org.fengqiao.testkit;

import org.jspecify.annotations.NullMarked;
