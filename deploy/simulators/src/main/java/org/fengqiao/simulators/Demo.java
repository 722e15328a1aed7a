package org.fengqiao.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import org.fengqiao.simulators.Outside.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Demo traffic: about six records a minute of the seed regions, and units and people that answer
 * them, so that a newcomer sees cases moving. Marked {@code demo}, never more than 500 open cases;
 * one unit, {@code 520527-HOUSING}, is left for people to play. Keeps nothing itself: it goes on
 * where the cases are.
 */
public final class Demo {

    private static final String PLAY_UNIT = "520527-HOUSING";
    private static final int MOST_OPEN = 500;
    private static final int FIRST_PUSHES = 4;
    private static final int PUSH_MILLIS = 10_000;
    private static final int TICK_MILLIS = 1_500;
    private static final int LOOK_MILLIS = 20_000;
    private static final int REPEATS = 12;
    private static final int REDS = 40;
    private static final Map<String, String> MARK = Map.of("ce-demo", "true");

    private final Outside outside;
    private final SplittableRandom random = new SplittableRandom();
    private final World world;
    private final CaseActor actor;
    private final Deque<String> turns = new ArrayDeque<>();
    private World.@Nullable Push last;

    private Demo(Outside outside) {
        this.outside = outside;
        this.world =
                new World(
                        random.nextLong(),
                        Long.toString(System.currentTimeMillis() / 1000, Character.MAX_RADIX)
                                .toUpperCase(Locale.ROOT));
        this.actor = new CaseActor(outside, random, PLAY_UNIT);
    }

    /** Runs until it is ended. Arguments: base addresses of gateway and Keycloak. */
    public static void main(String[] args) throws InterruptedException {
        new Demo(new Outside(args[0], args[1])).run();
    }

    private void run() throws InterruptedException {
        long nextPush = 0;
        long nextLook = 0;
        int pushed = 0;
        int open = 0;
        while (true) {
            long now = System.currentTimeMillis();
            try {
                if (now >= nextLook) {
                    open = look();
                    nextLook = now + LOOK_MILLIS;
                }
                if (now >= nextPush && open < MOST_OPEN) {
                    push();
                    pushed++;
                    nextPush = now + (pushed < FIRST_PUSHES ? TICK_MILLIS : PUSH_MILLIS);
                }
                step();
            } catch (CompletionException away) {
                // A part that is down comes back: the demo waits with everybody else.
                say("waits: " + away.getCause());
                nextPush = now + PUSH_MILLIS;
            }
            Thread.sleep(TICK_MILLIS);
        }
    }

    /** Finds the open demo cases of all counties; they take turns, the oldest first. */
    private int look() {
        List<String> open = new ArrayList<>();
        for (String county : world.counties()) {
            Answer list = actor.get("dispatcher-" + county, "/api/cases?demo=true&limit=200");
            for (JsonNode item : list.body()) {
                if (!CaseActor.ENDED.contains(item.path("state").asText())) {
                    open.add(county + " " + item.path("caseNo").asText());
                }
            }
        }
        for (String one : open.reversed()) {
            if (!turns.contains(one)) {
                turns.addLast(one);
            }
        }
        return open.size();
    }

    private void push() {
        Instant now = platformNow();
        World.Push next = next(now);
        Answer answer = outside.push(next, MARK).join();
        say("pushed %s %s -> %d".formatted(next.source().system(), next.key(), answer.status()));
        last = next;
    }

    /** Mostly something new; now and then a repeat, the same from elsewhere, or a threat. */
    private World.Push next(Instant now) {
        World.Push before = last;
        int dice = random.nextInt(REDS);
        if (dice == 0) {
            return world.threatening(now);
        }
        if (before != null && dice < REDS / REPEATS) {
            return dice == 1 ? before : elsewhere(before, now);
        }
        return world.next(now);
    }

    private World.Push elsewhere(World.Push told, Instant now) {
        for (Source source : Source.values()) {
            if (source != told.source() && world.isTold(told, source)) {
                return world.again(told, now, source);
            }
        }
        return world.again(told, now, told.source());
    }

    private void step() {
        String turn = turns.pollFirst();
        if (turn == null) {
            return;
        }
        String[] countyAndCase = turn.split(" ", 2);
        String done = actor.act(countyAndCase[1], countyAndCase[0]);
        if (!done.isEmpty()) {
            say(countyAndCase[1] + " " + done);
        }
    }

    /** The platform's clock may have been moved; source times follow it. */
    private Instant platformNow() {
        JsonNode counts =
                actor.get("dispatcher-" + world.counties().getFirst(), "/api/counts").body();
        String asOf = counts.path("asOf").asText("");
        return asOf.isEmpty() ? Instant.now() : Instant.parse(asOf);
    }

    private static void say(String line) {
        System.out.println(Instant.now() + " " + line);
    }
}
