"""A smaller configuration, and fewer packets, on which the two still differ."""

import dataclasses


def halves(items):
    """Ways to leave out some of ITEMS, the big ones first: (what stays)."""
    size = max(1, len(items) // 2)
    while True:
        for at in range(0, len(items), size):
            yield items[:at] + items[at + size:]
        if size == 1:
            return
        size //= 2


def shrink(items, still):
    """ITEMS without what can be left out while STILL says so of them."""
    again = True
    while again and items:
        again = False
        for fewer in halves(items):
            if still(fewer):
                items, again = fewer, True
                break
    return items


def needed(block, line):
    """Without it the configuration would be another kind of one: a link without IP, an empty list."""
    if line.startswith(" ip address") and not line.endswith(" secondary"):
        return True
    return len(block) == 2 and block[0].startswith(("ip access-list", "object-group"))


def lines_of(blocks):
    """Each block without one of the lines below its first."""
    for i, block in enumerate(blocks):
        first = 1 if block[0].startswith(("interface", "ip access-list", "route-map", "object-group",
                                          "track", "ip sla")) else 0
        for j in range(first, len(block)):
            if len(block) > 1 and not needed(block, block[j]):
                yield blocks[:i] + [block[:j] + block[j + 1:]] + blocks[i + 1:]


def shrink_lines(case, still):
    again = True
    while again:
        again = False
        for blocks in lines_of(case.blocks):
            smaller = dataclasses.replace(case, blocks=blocks)
            if still(smaller):
                case, again = smaller, True
                break
    return case


def minimise(case, questions, place, differs):
    """DIFFERS(case, questions) says whether they differ there; PLACE is the question that did."""
    wanted = questions[place]
    questions = [*questions[:place], wanted]
    earlier = shrink(questions[:-1], lambda some: differs(case, [*some, wanted]))
    questions = [*earlier, wanted]
    blocks = shrink(case.blocks, lambda some: differs(dataclasses.replace(case, blocks=some), questions))
    case = dataclasses.replace(case, blocks=blocks)
    assume = shrink(case.assume, lambda some: differs(dataclasses.replace(case, assume=some), questions))
    case = dataclasses.replace(case, assume=assume)
    case = shrink_lines(case, lambda smaller: differs(smaller, questions))
    blocks = shrink(case.blocks, lambda some: differs(dataclasses.replace(case, blocks=some), questions))
    case = dataclasses.replace(case, blocks=blocks)
    if case.exact and differs(dataclasses.replace(case, exact=False), questions):
        case = dataclasses.replace(case, exact=False)
    earlier = shrink(questions[:-1], lambda some: differs(case, [*some, wanted]))
    return case, [*earlier, wanted]
