package dev.assay.accuracy;

import dev.assay.accuracy.text.TextNormalizer;
import java.util.regex.Pattern;

/**
 * Recognises answers that are only a standard refusal. The patterns are strict on purpose: "I cannot determine the number" is a wrong
 * answer, not a refusal, and a refusal with further text is judged like any answer.
 */
final class Refusals {
    private static final int LONGEST = 160;

    private static final Pattern ENGLISH = Pattern.compile(
            "(?:(?:i'm|i am) (?:very |so )?sorry|sorry|i apologi[sz]e|my apologies|unfortunately)?[,.!]? ?(?:but )?"
                    + "(?:as an ai(?: language model| assistant)?,? )?"
                    + "i(?: can't| cannot| can not|'m unable to| am unable to|'m not able to| am not able to|"
                    + " won't| will not) "
                    + "(?:assist|help|comply|continue|answer|respond|fulfill?|do|discuss|provide|engage)"
                    + "(?: (?:you|with|to|in|on|that|this|your|the|it|such|a|any|"
                    + "requests?|questions?|topic|conversation))*[.!]?");

    private static final Pattern CHINESE =
            Pattern.compile("(?:(?:非常|很)?抱歉|对不起|不好意思)[,。! ]*我?(?:无法|不能|没办法)(?:为您|为你)?(?:回答|协助|提供|帮助|满足|完成)"
                    + "(?:您|你)?的?(?:这个|该|此|这类|这样的)?(?:问题|请求|要求|帮助|协助)?[。.!]?");

    private Refusals() {}

    static boolean isRefusal(String text) {
        var folded = TextNormalizer.forComparison(text);
        return folded.length() <= LONGEST && isStock(folded);
    }

    private static boolean isStock(String folded) {
        return ENGLISH.matcher(folded).matches() || CHINESE.matcher(folded).matches();
    }
}
