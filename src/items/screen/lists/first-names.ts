import { wordList } from './word-list.ts'

/*
 * Common first names of English, Spanish, French, German, Italian, Nordic, Slavic, Arabic, Indian, East Asian and West
 * African use. Written from general knowledge, for a screen and not a census: what is not here is found only by what
 * stands around it.
 */

/** First names that are rarely anything else, so that one alone is a finding. */
export const firstNames = wordList(`
Aaliyah Aaron Abdul Abdullah Abena Abigail Adaeze Adam Adebayo Adele Aditya Adrian Adriana Agnes Agnieszka Ahmad Ahmed
Aidan Aiden Aisha Aisling Akash Akiko Akua Alan Alana Alba Albert Alberto Alejandra Alejandro Aleksander Aleksandra Alessandro
Alessia Alexander Alexandra Alexandre Alexis Alfie Alfred Ali Alice Alicia Alison Alistair Alisha Allison Alma Alyssa Amanda
Amara Amelia Amina Amir Amit Amy Ana Anaïs Anan Ananya Anastasia Anders Andrea Andreas Andrei Andrew Andrzej Angela Angelica
Angelina Anika Anil Anita Anja Anjali Anna Annabel Anne Annette Annika Ansel Anthony Antoine Anton Antonia Antonio Anwar
Archie Ariana Arjun Armando Arnold Arthur Arturo Arun Asha Ashish Ashley Astrid Aurelie Ava Ayesha Barbara Bartosz Beatrice
Beatriz Becky Ben Benedict Benjamin Bernadette Bernard Bernhard Beth Bethany Beverly Bianca Bilal Birgit Björn Bob Bogdan
Boris Brandon Brenda Brendan Brian Brianna Bridget Brigitte Brittany Bryan Caitlin Callum Cameron Camila Camille Carla Carlos
Carmen Carol Carolina Caroline Carolyn Catherine Cathy Catriona Cecilia Celia Celine Chantal Charles Charlie Charlotte Chiara
Chidi Chinedu Chinua Chioma Chloe Chloé Christina Christine Christoph Christophe Christopher Chukwu Ciara Cindy Claire Clara
Clare Claude Claudia Clément Colin Colleen Connor Constance Corinne Craig Cristina Crystal Cynthia Daniel Daniela Daniele Danielle
Danny Daria Darius Darren David Dawit Dean Deborah Debra Declan Deepak Deepika Deirdre Delphine Denise Dennis Derek
Deshawn Diana Diane Diego Dieter Dimitri Dimitrios Dmitri Dmitry Dominic Dominik Dominique Donald Donna Dorothy Douglas
Duncan Dylan Ebony Eddie Eduardo Edward Edwin Efua Eileen Ekaterina Elaine Eleanor Elena Eleni Elias Elif Elijah Elisa Elisabeth
Elise Elizabeth Ella Ellen Ellie Elsa Emeka Emil Emilia Emilio Emily Emma Emmanuel Enrique Eric Erica Erik Erika Erin
Ernesto Esra Esteban Esther Ethan Eugene Eva Evan Evelyn Ewa Fabian Fabio Farah Farouk Fatima Fatou Federico Felicity Felipe
Fernanda Fernando Filip Finn Fiona Florian Frances Francesca Francesco Francis Francisco Franco François Françoise Fred
Freddie Frederick Freya Friedrich Gabriel Gabriela Gabrielle Gareth Gary Gavin Gemma Geoffrey George Georgina Gerald Gerard
Gerhard Giacomo Gianna Gianni Giorgio Giovanni Gisela Giulia Giuseppe Gloria Gonzalo Graham Greg Gregory Greta Grzegorz
Guadalupe Guido Guillaume Guillermo Günther Gustav Guy Habiba Hamid Hamza Hana Hanna Hannah Hans Harold Harriet Harry
Haruto Hasan Hassan Heather Heidi Heinrich Helen Helena Helga Henrik Henry Hermann Hiroshi Holger Hugo Hussein Iain Ian
Ibrahim Ignacio Igor Ikram Imogen Imran Ines Ingrid Ioana Irina Isaac Isabel Isabella Isabelle Isla Ismail Ivan Ivana Jack Jacob
Jacqueline Jacques Jaime Jakub James Jamie Jan Jane Janet Janice Janine Jared Jasmin Jason Javier Jayden Jean Jeanne Jeff
Jeffrey Jennifer Jenny Jens Jeremy Jerome Jessica Jessie Jill Jim Jiří Joachim Joan Joana Joanna Joanne João Joe Joel Johan
Johann Johanna Johannes John Johnny Jonas Jonathan Jorge José Joseph Josephine Joshua Juan Juana Juanita Judith Judy Julia
Julian Juliana Julie Juliette Jürgen Justin Justyna Kaitlyn Kamal Kamila Karen Karim Karin Karina Karl Karolina Kasper Kate
Katarzyna Katharina Katherine Kathleen Kathryn Kathy Katie Katrin Kavita Kayla Keith Kelly Kenji Kenneth Kevin Khadija Khalid
Kieran Kimberly Kirsten Klaus Kofi Konstantin Krishna Kristen Kristin Kristina Krzysztof Kumar Kwabena Kwame Kwasi Kyle Lakshmi
Lars Latisha Laura Lauren Laurence Laurent Lawrence Layla Leah Leila Lena Leo Leon Leonard Leonardo Leonie Leroy Leslie Leticia
Lewis Liam Libby Lidia Liesel Linda Lindsay Lisa Lorenzo Lorraine Louis Louise Luca Lucas Lucia Luciana Lucie Lucy Luigi Luis
Luisa Lukas Lukasz Luke Lydia Lynn Maciej Maeve Magdalena Mahmoud Malik Małgorzata Manfred Manuel Manuela Marco Marcel Marcela
Marcia Marcin Marek Margaret Margarita Maria Mariam Marian Mariana Marie Marilyn Mario Marion Marjorie Marlene Marta Martha
Martina Martine Mary Maryam Mateo Mateusz Mathieu Mathilde Matilda Matteo Matthew Matthias Maureen Maurice Mauro Maximilian
Maya Megan Mehmet Meera Mehdi Melanie Melissa Mercedes Mia Michael Michał Michel Michele Michelle Miguel Mikhail Milan Mila Milos
Ming Miriam Mohamed Mohammad Mohammed Moira Mona Monica Monika Monique Moritz Muhammad Mustafa Nadia Nadine Naomi Narges
Natalia Natalie Natasha Nathan Nathaniel Neil Nelson Ngozi Niall Niamh Nicholas Nicola Nicolas Nicole Nigel Nikhil Nikolai Nina
Nisha Noah Noel Noor Nora Norbert Norma Nuno Nuria Obinna Odile Olga Oleksandr Olena Oliver Olivia Olivier Oluwaseun Omar Oscar
Osman Otto Owen Pablo Padraig Pamela Paola Paolo Parisa Pascal Patrice Patricia Patrick Patrycja Paul Paula Paulina Pauline
Paulo Pavel Pedro Penelope Percy Peter Petr Petra Philip Philippe Phillip Phoebe Phyllis Pierre Pilar Piotr Pooja Prakash
Priscilla Priya Priyanka Rachael Rachel Rafael Rahul Raj Rajesh Rakesh Ralph Ramesh Ramón Raquel Rashid Raúl Ravi Raymond
Rebecca Regina Reginald Reinhard Rekha Renata Renate René Reza Rhys Ricardo Riccardo Richard Rita Robert Roberta Roberto Robyn
Rodrigo Roger Rohan Roland Rolf Romain Roman Ronald Rosa Rosalind Rosario Rosemary Rosie Ross Rui Rupert Ruth Ryan Saanvi
Sabine Sabrina Sadia Sakura Salim Sally Salma Salvatore Sam Samantha Samir Samuel Sandeep Sandra Sanjay Santiago Sara Sarah
Saskia Saul Scott Sean Sebastian Selina Serena Sergei Sergio Shannon Sharon Shaun Sheila Shirley Shreya Silvia Simone
Siobhan Sofia Sofie Sonia Sophia Sophie Stanisław Stefan Stefania Stefano Stephanie Stephen Steve Steven Stuart Sunil
Susan Susana Susanne Suzanne Svetlana Sven Sylvia Sylvie Tamara Tamika Tania Tanya Tara Tariq Tatiana Taylor Teodor Teresa Terence
Teresita Theo Theodore Theresa Thérèse Thierry Thiago Tiffany Tim Timothy Tobias Tom Tomás Tomasz Tommy Toni Tony Tracey Tracy
Trevor Tyler Udo Ulrich Ulrike Umar Uma Ursula Usha Valentina Valerie Vanessa Vera Veronica Victor Vijay Vikram Viktor Vincenzo
Vinod Violeta Vivian Vladimir Volker Walter Wanda Wang Wayne Wei Wendy Werner Wilhelm William Willie Winifred Wojciech Wolfgang
Xavier Ximena Xin Yan Yannick Yara Yasmin Yolanda Yuki Yuri Yusuf Yvette Yvonne Zachary Zahra Zainab Zeynep Zoe Zoltan Zuzanna`)

/** First names that are also words, places, or names in the names of diseases: a surname must stand beside them. */
export const doubtfulFirstNames = wordList(`
Alex Allen Amber Angel Angus April Art Ash August Aurora Austin Autumn Barry Basil Bell Bill Blake Bradford Brook Bruce
Carl Carter Case Chance Chad Cherry Chris Christian Christmas Clay Cliff Coral Crohn Dale Dallas Daisy Dan Dawn Denver Destiny
Diamond Dick Don Dora Drew Duke Earl Eden Edith Ernest Eve Ezra Faith Felix Fern Florence Flora Ford Frank Gene Genesis Georgia
Gilbert Ginger Glen Gordon Grace Grant Gray Guy Harley Harper Harvey Hazel Heath Henoch Herbert Holly Hope Howard Hunter Iris
Ivy Jade Jasmine Jay Jesse Jesus Jewel Jordan Joy June Justice Kay Kelvin Ken Kent Kim King Kingston Lane Lance Lee Leigh Les
Lily Lincoln Logan London Lou Ludwig Luna Mae Major Malcolm Marcus Marfan Mark Marshall Martin Mason Mat Maude May Melody Mercy
Merlin Miles Miller Morgan Myrtle Nancy Neo Nick Norman Olive Page Pat Patience Pearl Peg Penny Phil Piper Poppy Precious
Preston Prince Quentin Raven Ray Reed Rex Rich River Rob Robin Rod Rose Roy Ruby Russell Sage Sally Sandy Savannah Scarlett Shelby
Sidney Sierra Simon Skip Sky Stan Star Sterling Stewart Storm Sue Summer Susannah Sydney Ted Temple Terry Thomas Tina Trinity Troy Tristan
Lewis Elliot Max Verity Vernon Victoria Vincent Violet Virginia Wade Warren West Will Willow Winter Woody Worth`)
