import type { Topic } from './topic.ts';

const coffee: Topic = {
  key: 'coffee', lang: 'en', category: '茶与食品',
  taglines: ['Slow coffee in a small kitchen', 'Brewing notes, honestly kept'],
  headlines: ['Living with the {p} for {3~9} months', 'Why my grinder matters more than my kettle', 'A morning at a roastery in {cityEn}', 'Water, hardness and a cheap test strip', 'Dialling in a light roast'],
  lines: [
    'I weigh every dose now, because [a scoop|a spoon] of a dark roast and the same scoop of a light one can differ by {3~5} grams.',
    'The first cup from a new bag is always a guess; by the [third|fourth] morning I know whether to grind finer or simply pour more slowly.',
    'Stale beans do not taste bad so much as they taste of nothing, which is why I buy {200~300} grams at a time and write the date on the bag.',
    'A burr grinder with a wobbling shaft makes dust and boulders together, and no recipe can repair that.',
    'When the bed drains in under [two|two and a half] minutes the cup turns thin and sour, and when it stalls it turns bitter.',
    'My tap water in {cityEn} is hard enough to leave a ring in the kettle, so I mix it half and half with filtered water.',
    'Preheating the dripper sounds fussy until you measure it: the slurry ran [four|six] degrees cooler without it.',
    'I tried the same beans in a press, a cone and a moka pot, and asked {3~6} friends to choose without telling them which was which.',
  ],
  products: [
    { name: 'hand grinder with steel burrs', price: 268, fact: 'It takes about forty seconds for twenty grams and the handle folds flat for a suitcase.' },
    { name: 'gooseneck kettle', price: 189, fact: 'It holds 0.9 litres, heats in four minutes and pours a thin, steady stream.' },
    { name: 'ceramic cone dripper', price: 79, fact: 'The walls are thick, so rinse it with boiling water first or it will steal the heat.' },
    { name: 'pocket scale', price: 65, fact: 'Accurate to a tenth of a gram up to five hundred grams, with a timer that starts by itself.' },
    { name: 'glass server', price: 58, fact: 'Marked at 250 and 500 millilitres and safe in the dishwasher.' },
  ],
};

const travel: Topic = {
  key: 'travel', lang: 'en', category: '户外露营',
  taglines: ['Trains, buses and one backpack', 'A foreigner walks around China'],
  headlines: ['Two days in {cityEn} on foot', 'The {p} after {9~20} train rides', 'How I pack for a fortnight', 'Hard sleeper, middle bunk', 'Maps that work without a signal'],
  lines: [
    'I book the middle bunk whenever I can, because the lower one becomes a sofa for the whole compartment until [ten|half past ten] at night.',
    'The walk from the old gate in {cityEn} to the river takes {40~70} minutes if you stop for noodles, which you should.',
    'A soft bag under {35~45} litres fits every locker I have met so far, while a hard case leaves you standing in the aisle.',
    'Write the name of your hotel in characters on a card; it has saved me [twice|three times] when the phone was flat.',
    'Rain came sideways on the ridge, and the cover of my pack kept out all of it except for one [guidebook|sleeve].',
    'I carry a single plug adapter with two sockets, and I have become popular in dormitories for it.',
    'The museum is free but asks for a passport, so keep it on you and not in the hotel safe.',
    'Nobody minded my poor Mandarin in the market; the lady selling persimmons corrected my tones and then gave me {2~4} extra.',
  ],
  products: [
    { name: 'forty litre travel pack', price: 389, fact: 'It opens like a suitcase, weighs 1.3 kilograms and the straps hide behind a flap.' },
    { name: 'compression cubes', price: 69, fact: 'Three sizes; they will not make clothes lighter but the zip does save a third of the room.' },
    { name: 'quick dry towel', price: 45, fact: 'Half the size of a bath towel and dry again after two hours on a hook.' },
    { name: 'universal adapter', price: 88, fact: 'Two sockets and one charging port, with a fuse that you can replace.' },
    { name: 'rain cover', price: 32, fact: 'Bright orange, elastic all the way round, and it folds into its own pocket.' },
  ],
};

const garden: Topic = {
  key: 'garden', lang: 'en', category: '厨房家居',
  taglines: ['A balcony, forty pots and a cat', 'Growing food on the ninth floor'],
  headlines: ['Tomatoes on a north-east balcony', 'What the {p} changed', 'Compost without a smell', 'A year of herbs in {cityEn}', 'The seedlings I lost in {3~5} days'],
  lines: [
    'My balcony gets sun until [eleven|noon], which is enough for lettuce and herbs and just barely enough for cherry tomatoes.',
    'I lost {6~14} seedlings to kindness: the soil was wet, the nights were cold and I watered again because the surface looked dry.',
    'Push a finger in to the second knuckle; if it comes out clean, water, and if crumbs stick to it, wait a day.',
    'A pot without a hole is a vase, however pretty the glaze, and basil will tell you so within [a week|ten days].',
    'Aphids arrived in May, and a spray of soapy water every [third|second] evening was all they needed to leave.',
    'I keep a notebook with the date of sowing, the first leaf and the first harvest, and it disagrees with every seed packet I own.',
    'Kitchen scraps go into a lidded bucket between layers of dry leaves, and after {8~12} weeks it smells of forest and not of bin.',
    'Winter in {cityEn} is dry rather than cold, so I group the pots together and stand them on trays of wet gravel.',
  ],
  products: [
    { name: 'self-watering planter', price: 56, fact: 'The reservoir lasts six days in June and the wick can be pulled out and washed.' },
    { name: 'bypass pruner', price: 48, fact: 'Cuts stems up to fifteen millimetres and the blade unscrews for sharpening.' },
    { name: 'coir seed tray', price: 22, fact: 'Forty cells that can be planted whole; keep them damp or they pull water from the roots.' },
    { name: 'soil thermometer', price: 39, fact: 'Reads from zero to fifty degrees and settles after a minute.' },
    { name: 'long spout can', price: 45, fact: 'Two litres, and the rose comes off when you want to reach the back row.' },
  ],
};

export const english = [coffee, travel, garden] as const;
