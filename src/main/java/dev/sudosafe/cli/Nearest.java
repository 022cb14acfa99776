package dev.sudosafe.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Which of the known names a misspelt one may have meant.
final class Nearest {

    private static final int SHOWN = 3;

    private Nearest() {}

    /// The nearest first; none that has little in common.
    static List<String> to(String wanted, Collection<String> known) {
        return known.stream()
                .distinct()
                .filter(name -> isNear(wanted, name))
                .sorted(Comparator.comparing((String name) -> !name.contains(wanted))
                        .thenComparingInt((String name) -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
    }

    private static boolean isNear(String wanted, String name) {
        boolean part = wanted.length() > 2 && name.contains(wanted);
        return part || distance(wanted, name) <= Math.max(2, name.length() / 3);
    }

    /// How many letters are to be put in, taken out or exchanged (Levenshtein).
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
