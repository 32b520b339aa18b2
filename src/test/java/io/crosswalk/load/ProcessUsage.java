package io.crosswalk.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used so far, as Linux counts it.
 *
 * @param cpuMillis user and system time of all its threads
 * @param residentMegabytes memory it holds now
 */
public record ProcessUsage(long cpuMillis, long residentMegabytes) {

    /** USER_HZ, which is 100 on every Linux that Java runs on. */
    private static final int MILLIS_PER_TICK = 10;

    public static ProcessUsage of(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The second field is the name in brackets, which may hold blanks.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return new ProcessUsage(ticks * MILLIS_PER_TICK, resident(pid));
    }

    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
