package dev.assay.report.customer;

import java.util.List;

/**
 * The pictures of a page.
 *
 * @param links those that were drawn
 * @param englishLabels whether their labels are English for want of a font, although the page is not
 * @param notDrawn why there are none, for the console; empty if there are
 */
public record PictureLinks(List<Link> links, boolean englishLabels, String notDrawn) {
    /**
     * A picture.
     *
     * @param file relative to the page, with slashes
     * @param title what it shows
     */
    public record Link(String file, String title) {}

    public PictureLinks {
        links = List.copyOf(links);
    }

    /** Returns that a page has no pictures, without a reason to give. */
    public static PictureLinks none() {
        return new PictureLinks(List.of(), false, "");
    }

    List<String> remarks(Edition edition) {
        if (!notDrawn.isEmpty()) {
            return List.of(edition.say(
                    "There are no pictures, since the machine that wrote this page could not draw them.",
                    "没有图片：生成本页的机器不能绘图。"));
        }
        return englishLabels
                ? List.of(edition.say("The labels of the pictures are English.", "运行环境没有中文字体，图中文字为英文。"))
                : List.of();
    }
}
